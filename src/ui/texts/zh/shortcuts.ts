/** 键盘快捷键表，以及更改按键。 */
import type { shortcuts as en } from '../en/shortcuts.ts';
import type { Translation } from '../translation.ts';

export const shortcuts: Translation<typeof en> = {
  title: '键盘快捷键',
  search: '搜索命令或按键',
  none: '没有这个名称的命令，也没有命令使用这个按键。',
  print: '打印',
  resetAll: '恢复所有默认按键',
  change: (command, keys) => `${keys}：更改“${command}”的按键`,
  give: (command) => `设置“${command}”的按键`,
  add: '设置',
  press: '请按下新的按键 … 按 Esc 保持不变',
  reset: (command) => `${command}：恢复默认按键`,
  clear: (command) => `${command}：去掉按键`,
  changed: '已更改',
  conflict: (keys, other) => `${keys} 已用于“${other}”。`,
  take: '改用于此命令',
  cancel: '保持不变',
  refused: {
    reserved: (keys) => `${keys} 由浏览器占用，页面收不到。请换一个。`,
    meta: (keys) => `${keys} 含有操作系统的按键，由系统占用。请换一个。`,
    widget: (keys) => `${keys} 用于按下按钮和平移画布。请换一个。`,
  },
  fixedTitle: '其他位置',
  fixed: {
    palette: '节点面板：在条目间移动；添加条目；收藏条目',
    list: '列表：在行间移动；展开或收起端口；进入或重新连接；断开连线',
    pan: '画布：拖动平移，按住 Shift 拖动选择',
    field: '输入框：保留输入；恢复原样',
    panels: '面板：返回画布',
    border: '面板边框：调整大小',
  },
};
