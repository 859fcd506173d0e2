/** 文档：标签页、文件、链接、最近打开、损坏的文件、多个浏览器标签页。 */

import type { files as source } from '../en/files.ts';
import type { Translation } from '../translation.ts';

export const files: Translation<typeof source> = {
  untitled: '未命名',
  tabs: {
    label: '打开的文档',
    new: '新建文档',
    close: (name) => `关闭 ${name}`,
    changed: (name) => `${name}，保存后有改动`,
    training: '正在训练',
    elsewhere: '也在另一个浏览器标签页中打开',
    rename: (name) => `${name} 的新名称`,
    help: '双击：重命名。拖动或 Alt Shift ← →：调整顺序。中键或 Delete：关闭。',
    variantOf: (name) => `“${name}”的变体`,
    copyOf: (name) => `“${name}”的副本`,
    fromFile: (name) => `来自文件 ${name}`,
    trains: (name, step) => `“${name}”正在训练 · 第 ${step} 步`,
    prepares: (name) => `“${name}”正在准备训练`,
    show: '显示正在训练的文档',
  },
  variant: (name, number) => `${name}（变体 ${number}）`,
  copy: (name) => `${name}（副本）`,
  menu: {
    label: '导入和导出',
  },
  recent: {
    gone: (name) => `“${name}”已不在此浏览器中。`,
  },
  news: {
    closed: (name) => `已关闭“${name}”`,
    closedHelp: '它仍在“最近的文档”中。',
    closedTraining: (step) =>
      `它的运行已在第 ${step} 步暂停并保存。重新打开后点“继续”即可接着训练。`,
    undo: '撤销',
    weightsGoneTitle: (name) => `“${name}”的权重已不在`,
    weightsGone: (step) =>
      `这次训练到了第 ${step} 步。它的权重已被移除，为更新的训练腾出空间，因此无法继续。文档、曲线和样本仍在；点“训练”会从第 0 步开始新的训练。要长期保留权重，请将其导出。`,
    displacedTitle: (name) => `“${name}”的运行已暂停`,
    displaced: (step) =>
      `同一时间只能训练一个运行。它停在第 ${step} 步；在它的标签页中点“继续”即可接着训练。`,
    historyTitle: (name) => `“${name}”的撤销记录已损坏`,
    historyLost: (kept) =>
      kept === 0
        ? '文档完好。本次访问之前的操作无法再撤销。'
        : `文档完好。最近 ${kept} 步可以撤销，更早的记录已丢弃。`,
    damagedTitle: (name) => `无法打开“${name}”`,
    damaged:
      '此浏览器中保存的内容已损坏且无法修复，现按原样保留。如果你曾导出过它，请打开那个文件。',
    mendedTitle: (name) => `“${name}”曾损坏，现已修复`,
    mended: (repairs) => `修复了 ${repairs} 处。覆盖已有文件之前请先检查一遍。`,
    notKeptTitle: '改动未能保存到浏览器',
    notKept: (message) =>
      `${message} 在此之前，改动只在本页面打开期间有效：请按 Ctrl S 保存到文件。`,
    makeRoom: '腾出空间…',
    keptAgain: '改动已恢复自动保存',
    forkedTitle: (name) => `你正在编辑“${name}”的副本`,
    forked: '另一个浏览器标签页正在使用该文档，因此你在此处的改动已存入副本。没有任何内容被覆盖。',
    handedOverTitle: (name) => `“${name}”已被另一个浏览器标签页接管`,
    handedOver: '所有改动已一并移交。此后你在此处的改动会存入副本。',
  },
  elsewhere: {
    text: (name) => `“${name}”已在另一个浏览器标签页中打开。你在此处的改动会存入副本。`,
    takeOver: '接管',
    copy: '编辑副本',
    failed: '无法接管该文档',
  },
  save: {
    saved: (name) => `已保存到 ${name}`,
    failed: '未保存',
    refused: (name) => `浏览器没有写入 ${name} 的权限。请按 Ctrl Shift S 另存为其他文件。`,
    changedTitle: (name) => `${name} 在磁盘上已被改动`,
    changed: '自你打开以来，另一个程序写入过该文件。请按 Ctrl Shift S 另存为其他文件，或者覆盖它。',
    overwrite: '覆盖',
    error: (name, reason) => `无法写入 ${name}：${reason}。`,
  },
  open: {
    tooLarge: (megabytes, most) =>
      `该文件有 ${megabytes} MB，而文档不会超过 ${most} MB，因此没有读取。请选择由 Ganvas 写出的计算图。`,
    unreadable: (reason) => `浏览器无法读取：${reason}。请重新选择。`,
    opened: (n) => `已打开 ${n} 个文档，各占一个标签页`,
  },
  link: {
    notOpened: '链接未能打开',
    cut: (found, wanted) =>
      `链接在传递中被截断：${wanted} 个字符中只收到 ${found} 个。请对方重新发送，或改发文件。`,
    cutShort: '链接在传递中从开头就被截断。请对方重新发送，或改发文件。',
    altered: '链接在传递中被改动：校验和不符。请对方重新发送，或改发文件。',
    newer: '链接由更新版本的 Ganvas 生成。请重新加载页面以获取新版本。',
    tooLarge: '链接中的内容超过任何实验所需，因此没有读取。',
    sharedName: '该链接',
  },
  drop: {
    title: '松开即可打开',
    noPlace: '没有可放置这些数据的地方',
    noDataset: '计算图中没有数据集节点。请先从节点面板中添加一个，然后重新拖入文件。',
    failedTitle: '无法读取拖入的内容',
    failed: (reason) => `浏览器拒绝读取（${reason}）。如果文件在此期间被移动，请重新拖入。`,
    text: '计算图（.json）、训练存档（.ganvas.zip）和内含计算图的图片各在一个标签页中打开，权重（.safetensors）成为当前计算图的一个运行；图像、文件夹和 zip 交给你放置其上的数据集节点，或所有合适的节点。',
  },
};
