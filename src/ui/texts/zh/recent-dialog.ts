/** 最近文档列表。 */
import type { recentDialog as en } from '../en/recent-dialog.ts';
import type { Translation } from '../translation.ts';

export const recentDialog: Translation<typeof en> = {
  title: '最近的文档',
  lead: '连同撤销记录一起保存在此浏览器中，直到你删除它们。',
  noRoom:
    '浏览器没有剩余空间给本页面。没有丢弃任何内容，但带标记的文档只在本页面打开期间有效。请先把需要的文档保存为文件，再删除不需要的：删除文档会一并删除它的撤销记录、数据和训练。',
  notKept: '仅在本页面中',
  save: (name) => `将 ${name} 保存为文件`,
  saveAll: '全部保存为一个 zip',
  allFile: 'ganvas-documents.zip',
  more: (hidden) => `再显示 ${hidden} 个`,
  none: '还没有内容：打开过的文档会出现在这里。',
  open: '已打开',
  delete: (name) => `删除 ${name}`,
  sure: (name, going, pinned) =>
    `要从此浏览器中删除“${name}”及其撤销记录${going === 0 ? '' : `和 ${going} 次训练`}吗？${pinned === 0 ? '' : `已固定的 ${pinned} 次训练会保留。`}`,
  deleted: (name) => `已删除“${name}”`,
  deletedHelp: '在此提示消失之前，它和一并删除的内容都可以恢复。',
  undo: '撤销',
  yes: '删除',
  no: '保留',
  inUse: (name) => `“${name}”正在另一个浏览器标签页中打开。请先在那里关闭它，再删除。`,
  failed: '无法读取列表',
};
