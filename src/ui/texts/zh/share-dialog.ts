/** 以链接分享文档的对话框。 */
import type { shareDialog as en } from '../en/share-dialog.ts';
import type { Translation } from '../translation.ts';

export const shareDialog: Translation<typeof en> = {
  title: '通过链接分享',
  lead: '链接包含整个计算图及其参数和注释；在你把它发出去之前，不会向任何地方发送内容。数据和训练得到的权重不包含在内。',
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
};
