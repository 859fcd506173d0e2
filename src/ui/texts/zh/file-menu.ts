/** 文件菜单。 */
import type { fileMenu as en } from '../en/file-menu.ts';
import type { Translation } from '../translation.ts';

export const fileMenu: Translation<typeof en> = {
  help: '查找与帮助',
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
  weightsGone: '导出，使用新的权重：训练过的权重已不在',
  nothingTrained: '导出，尚未训练',
  asItIs: '导出，使用当前运行的权重',
  ofStep: (step) => `导出，使用第 ${step} 步的权重`,
  json: '计算图（JSON）',
  pytorch: 'PyTorch 程序（zip）',
  tfjs: 'TensorFlow.js 模型（zip）',
  safetensors: '权重（safetensors）',
  run: '训练：存档、胶片动图、模型卡…',
};
