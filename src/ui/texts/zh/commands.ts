/** 命令的名称：命令面板、菜单与快捷键表共用。 */
import type { commands as en } from '../en/commands.ts';
import type { Translation } from '../translation.ts';

export const commands: Translation<typeof en> = {
  add: '添加',
  open: '打开',
  all: '命令',
  openNetwork: (name) => `打开网络 ${name}`,
  search: '添加节点或执行命令',
  nothingFound: '没有找到。试试 conv、noise、loss、undo …',
  groups: {
    file: '文件',
    edit: '编辑',
    select: '选择',
    arrange: '排列',
    structure: '块与网络',
    view: '视图',
    train: '训练',
    help: '帮助',
  },
  labels: {
    presets: '打开预设',
    new: '新建空白图',
    import: '导入图、数据或权重',
    export: '导出图（JSON）',
    'export-pytorch': '导出 PyTorch 程序（zip）',
    'export-tfjs': '导出 TensorFlow.js 模型（zip）',
    'export-weights': '导出权重（safetensors）',
    undo: '撤销',
    redo: '重做',
    delete: '删除所选',
    'select-all': '选择所有节点',
    arrange: '自动排列节点',
    back: '回到目标图',
  },
};
