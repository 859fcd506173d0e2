/** 离开页面与回到页面的内容：导出、训练存档、含有计算图的图片。 */

import type { takeAway as source } from '../en/take-away.ts';
import type { Translation } from '../translation.ts';

export const takeAway: Translation<typeof source> = {
  titles: {
    pytorch: 'PyTorch 程序',
    tfjs: 'TensorFlow.js 模型',
    safetensors: '权重',
    archive: '训练存档',
    film: '胶片动图',
    card: '模型卡',
  },
  writing: (what) => `正在写入：${what}`,
  reading: (name) => `正在读取 ${name}`,
  cancel: '取消',
  cancelled: (what) => `${what}：已取消，没有写入任何内容`,
  cancelledReading: (name) => `${name}：已取消，没有保留任何内容`,
  written: (name) => `已写入 ${name}`,
  notWritten: (what) => `未能写入${what}`,
  notTaken: (name) => `未采用 ${name}`,
  loaded: (name) => `已载入 ${name} 的权重`,
  ofStep: (step) => `附带训练第 ${step} 步的权重。`,
  runAtStep: (step) => `训练停在第 ${step} 步时的内容。`,
  filmFacts: (frames, width, height) => `${frames} 张图片，每张 ${width} × ${height} 像素。`,
  filmThinned: (frames, sheets) =>
    `这次训练有 ${sheets} 张样本图；为便于发送，其中均匀选取了 ${frames} 张。`,
  filmShrunk: (times) => `样本图缩小为原来的 ${times} 分之一。`,
  withoutWeights: '不含权重',
  firstWeights: (seed) => `权重为种子 ${seed} 的初始权重`,
  unfit: (instead) => `${instead}：训练的权重与当前的计算图不符。撤销改动即可带走训练的权重。`,
  nothingSaved: (instead) => `${instead}：还没有保存过训练。`,
  restored: (name) => `“${name}”已恢复`,
  restoredAt: (step) => `训练停在第 ${step} 步；按“继续”从那里接着训练。`,
  restoredWhole: (step) => `训练已完成，停在第 ${step} 步。`,
  restoredWeightless: '其中没有权重：曲线和样本图可供查看，“训练”会重新开始。',
  dataMissing: (names) =>
    `文件中不含它的数据：${names}。可以查看这次训练；要接着训练，请把同样的数据拖放到对应节点，再按“继续”。`,
  picture: {
    menu: '保存或带走',
    sheet: '内含计算图的图片（PNG）',
    sheets: '内含计算图的各张图片（PNG）',
    sheetHelp: '拖放到本页面，即可打开生成它的计算图。',
    film: (view) => `${view} 的胶片动图（GIF）`,
    run: '带走这次训练…',
    damagedTitle: (name) => `${name} 中的计算图已损坏`,
    damaged:
      '图片中有计算图，但保存之后被截断或改动过。请索取原始文件；聊天软件和图像程序常常会重写图片。',
  },
};
