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
    new: '新建文档',
    open: '打开计算图、数据或权重…',
    save: '保存（下载）',
    saveAs: '另存为文件…',
    saveTo: (name) => `保存到 ${name}`,
    savePick: '保存到文件…',
    variant: '复制为变体',
    share: '通过链接分享…',
    recent: '最近打开',
    allRecent: '全部最近的文档…',
    nothingTrained: '导出，尚未训练',
    asItIs: '导出，使用当前运行的权重',
    ofStep: (step) => `导出，使用第 ${step} 步的权重`,
    json: '计算图（JSON）',
    pytorch: 'PyTorch 程序（zip）',
    tfjs: 'TensorFlow.js 模型（zip）',
    safetensors: '权重（safetensors）',
  },
  recent: {
    title: '最近的文档',
    lead: '保存在此浏览器中，已关闭的文档连同撤销记录一起保留。最多保留最近关闭的 40 个；不再需要的可以删除。',
    none: '还没有内容：打开过的文档会出现在这里。',
    open: '已打开',
    delete: (name) => `彻底删除 ${name}`,
    sure: (name) => `要从此浏览器中删除“${name}”及其撤销记录吗？`,
    yes: '删除',
    no: '保留',
    gone: (name) => `“${name}”已不在此浏览器中。`,
    failed: '无法读取列表',
  },
  news: {
    closed: (name) => `已关闭“${name}”`,
    closedHelp: '它仍在“最近的文档”中。',
    closedTraining: (step) =>
      `它的运行已在第 ${step} 步暂停并保存。重新打开后点“继续”即可接着训练。`,
    undo: '撤销',
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
      '此浏览器中保存的内容已损坏且无法修复，现按原样保留。如果您曾导出过它，请打开那个文件。',
    mendedTitle: (name) => `“${name}”曾损坏，现已修复`,
    mended: (repairs) => `修复了 ${repairs} 处。覆盖已有文件之前请先检查一遍。`,
    notKeptTitle: '改动未能保存到浏览器',
    notKept: (message) =>
      `${message} 在此之前，改动只在本页面打开期间有效：请按 Ctrl S 保存到文件。`,
    keptAgain: '改动已恢复自动保存',
    forkedTitle: (name) => `您正在编辑“${name}”的副本`,
    forked: '另一个浏览器标签页正在使用该文档，因此您在此处的改动已存入副本。没有任何内容被覆盖。',
    handedOverTitle: (name) => `“${name}”已被另一个浏览器标签页接管`,
    handedOver: '所有改动已一并移交。此后您在此处的改动会存入副本。',
  },
  elsewhere: {
    text: (name) => `“${name}”已在另一个浏览器标签页中打开。您在此处的改动会存入副本。`,
    takeOver: '接管',
    copy: '编辑副本',
    failed: '无法接管该文档',
  },
  save: {
    saved: (name) => `已保存到 ${name}`,
    failed: '未保存',
    refused: (name) => `浏览器没有写入 ${name} 的权限。请按 Ctrl Shift S 另存为其他文件。`,
    changedTitle: (name) => `${name} 在磁盘上已被改动`,
    changed: '自您打开以来，另一个程序写入过该文件。请按 Ctrl Shift S 另存为其他文件，或者覆盖它。',
    overwrite: '覆盖',
    error: (name, reason) => `无法写入 ${name}：${reason}。`,
  },
  open: {
    tooLarge: (megabytes, most) =>
      `该文件有 ${megabytes} MB，而文档不会超过 ${most} MB，因此没有读取。请选择由 Ganvas 写出的计算图。`,
    unreadable: (reason) => `浏览器无法读取：${reason}。请重新选择。`,
    opened: (n) => `已打开 ${n} 个文档，各占一个标签页`,
  },
  report: {
    title: (name) => `无法按原样打开 ${name}`,
    loose: (name) => `${name} 中有悬空的连线`,
    kept: '页面上的文档没有变化。',
    wrong: '问题所在',
    repairs: '“修复并打开”将会',
    noRepair: '无法自动修复。请在文件中改正这些位置后重新打开。',
    repair: '修复并打开',
    asIs: '按原样打开',
    cancel: '不打开',
    more: (n) => `另有 ${n} 项`,
  },
  repairs: {
    comma: (line, column) => `修正第 ${line} 行第 ${column} 列的逗号。`,
    cut: (line) => `补全文件末尾未闭合的部分（第 ${line} 行）；被截断的内容会缺失。`,
    rest: (line, column) => `忽略文档结束之后的内容（从第 ${line} 行第 ${column} 列起）。`,
    comment: (line) => `去掉第 ${line} 行的注释。`,
    number: (line, column) => `清空第 ${line} 行第 ${column} 列 JSON 无法表示的数。`,
    doubled: (key, line) => `同一对象中的多个“${key}”只保留最后一个（第 ${line} 行再次出现）。`,
    migrated: (from, to) => `从版本 ${from} 升级到版本 ${to}。`,
    unknown: (path) => `删除 ${path}：文档没有这个字段。`,
    dropped: (path, found) => `删除 ${path}：此处不能是 ${found}。`,
    reset: (path, found, to) =>
      found === ''
        ? `补上缺少的 ${path}，取 ${to}。`
        : `将 ${path} 设为 ${to}：此处不能是 ${found}。`,
    shortened: (path, to) => `将 ${path} 截短到 ${to} 个字符。`,
    entry: (path, found) => `删除 ${path}：无法解读 ${found}。`,
    renamed: (path, to) => `将 ${path} 改名为 ${to}。`,
    wire: (wire, path) => `删除连线 ${wire}（${path}）：它的一端没有节点。`,
  },
  link: {
    title: '通过链接分享',
    lead: '链接包含整个计算图及其参数和注释；在您把它发出去之前，不会向任何地方发送内容。数据和训练得到的权重不包含在内。',
    address: '链接',
    copy: '复制链接',
    copied: '已复制',
    copyFailed: '浏览器不允许复制。请选中链接后按 Ctrl C。',
    length: (characters) => `${characters} 个字符。`,
    long: (limit) =>
      `有些聊天和邮件程序会截断超过 ${limit} 个字符的链接。如果收到的链接不完整，Ganvas 会提示；这时请改发文件。`,
    tooLong: (characters, limit) =>
      `该计算图需要 ${characters} 个字符的链接，而并非所有浏览器都能打开超过 ${limit} 个字符的链接。请导出文件后发送。`,
    exportFile: '导出文件',
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
    text: '计算图（.json）各在一个标签页中打开，权重（.safetensors）成为当前计算图的一个运行；图像、文件夹和 zip 交给您放置其上的数据集节点，或所有合适的节点。',
  },
};
