/** 导出训练的对话框。 */
import type { takeAwayDialog as en } from '../en/take-away-dialog.ts';
import type { Translation } from '../translation.ts';

export const takeAwayDialog: Translation<typeof en> = {
  title: (name) => `带走“${name}”`,
  facts: (step, when) => `第 ${step} 步，开始于 ${when}`,
  noRun: '此浏览器中已没有这次训练。',
  archive: '全部内容，一个文件（.ganvas.zip）',
  archiveHelp:
    '计算图、记录、权重、损失、指标和样本图。拖放到任何浏览器中的本页面，即可从当前位置精确继续。你自己的数据不包含在内。',
  weights: '存档中的权重',
  newest: (size) => `最新的（${size}）`,
  all: (count, size) => `全部 ${count} 个（${size}）`,
  noWeights: '这次训练已没有权重：存档可供查看，但无法继续训练。',
  film: '胶片动图（GIF）',
  filmHelp: (frames, side) =>
    `依次播放所有样本图并标出步数：最多 ${frames} 张，宽高均不超过 ${side} 像素。`,
  view: '视图',
  card: '模型卡（Markdown，附样本图）',
  cardHelp: '数据、网络、损失、训练和结果取自这次训练；预期用途与局限留给你填写，并有明显标记。',
  pytorch: 'PyTorch 程序（zip）',
  pytorchHelp: '可读的源代码，附带这些权重，可用于一个或多个 GPU。',
  tfjs: 'TensorFlow.js 模型（zip）',
  tfjsHelp: '每个网络一个模型，附示例页面。',
  safetensors: '权重（safetensors）',
  safetensorsHelp: '权重、滑动平均和优化器状态；拖放到本页面会成为一次训练。',
  download: '下载',
  downloadOf: (what) => `下载：${what}`,
};
