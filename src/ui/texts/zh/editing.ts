/** 剪贴板、替换节点、连线折点与右键菜单的文字。 */
import type { editing as en } from '../en/editing.ts';
import type { Translation } from '../translation.ts';

export const editing: Translation<typeof en> = {
  copied: (count) => `已复制 ${count} 项`,
  cut: (count) => `已剪切 ${count} 项`,
  pasted: (count) => `已粘贴 ${count} 项`,
  duplicated: (count) => `已创建 ${count} 项副本`,
  notPasted: '未粘贴',
  notAllPasted: '部分内容未粘贴',
  notCopied: '未复制',
  numberHint: (label) => `${label}：左右拖动可改变，双击可输入`,
  cannotRead: (keys) => `浏览器不允许页面通过菜单读取剪贴板。请在画布上按 ${keys}。`,
  cannotWrite: (keys) => `浏览器不允许页面通过菜单写入剪贴板。请在画布上按 ${keys}。`,
  faults: {
    empty: '剪贴板中没有文本。请先在画布上复制节点，也可以在另一个标签页中复制。',
    noGraph: '剪贴板中的文本不是图的一部分。请先在画布上复制节点，也可以在另一个标签页中复制。',
    notJson: '剪贴板中的图片段不完整，不是有效的 JSON。请重新复制节点，并复制全部文本。',
    tooLarge: '剪贴板中的内容超出一个文档的容量。请少复制一些节点，或将整体作为文件打开。',
    newer: (version) =>
      `剪贴板中的图片段来自更新版本的 Ganvas（格式版本 ${version}，本页面支持版本 1）。请刷新页面后再粘贴。`,
    broken: (field, reason) =>
      `无法读取剪贴板中图片段的“${field}”处：${reason}。请重新复制节点，或修改文本中的该处。`,
    full: '粘贴后文档会过大，以后无法再打开。请粘贴较小的部分。',
  },
  leftOut: {
    onObjective: (nodes) =>
      `${nodes}：带权重的层应放在网络中，不能放在目标图上。请打开一个网络后粘贴。`,
    inNetwork: (nodes, graph) =>
      `${nodes}：数据、损失、优化步骤、视图和网络应放在目标图上，不能放在 ${graph} 中。请回到目标图后粘贴。`,
    unknownKind: (nodes) => `${nodes}：本页面没有这种节点。请刷新页面以获取新版本，或舍弃该节点。`,
    recursive: (nodes, graph) =>
      `${nodes}：其中包含 ${graph}，而块不能包含自身。请粘贴到其他网络或块中。`,
  },
  node: (id, kind) => `${id}（${kind}）`,
  lostIncoming: (count) => `有 ${count} 条输入连线在此处没有来源，对应的输入端口空着。`,
  wholeDocument: {
    title: '剪贴板中是一个完整的文档',
    text: (name) =>
      `剪贴板中是文档“${name}”，而不是文档的一部分。要打开它吗？页面上的内容不会丢失。`,
    open: '打开',
    cancel: '不打开',
    fileName: '剪贴板中的文档',
  },
  wire: (from, to) => `从 ${from} 到 ${to} 的连线`,
  noWires: (node) => `${node} 没有连线。`,
  swap: {
    title: (node) => `将 ${node} 替换为其他节点`,
    search: '搜索可放在此处的节点',
    placeholder: '替换为 …',
    none: '没有这个名称的节点可以放在此处。',
    keeps: '保留所有连线',
    loses: '会断开连线',
    lost: (count) => `断开 ${count} 条连线`,
    lostWires: (title, wires) => `已替换为${title}。断开的连线：${wires}。`,
    swapped: (title) => `已替换为${title}，所有连线均保留。`,
  },
  points: {
    point: (number, count, from, to) =>
      `从 ${from} 到 ${to} 的连线上的折点，第 ${number} 个，共 ${count} 个。方向键移动，Delete 删除。`,
    most: (count) => `一条连线最多有 ${count} 个折点。请先删除一个。`,
    notAdded: '未添加折点',
  },
  menu: {
    nodes: (count) => (count === 1 ? '节点菜单' : `${count} 项的菜单`),
    notes: '注释菜单',
    wire: '连线菜单',
    canvas: '画布菜单',
    align: '对齐与分布',
  },
};
