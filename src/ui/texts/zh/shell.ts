/** 页面框架：顶栏、面板，以及各处共用的图的用语。 */
import type { shell as en } from '../en/shell.ts';
import type { Translation } from '../translation.ts';

export const shell: Translation<typeof en> = {
  skip: '跳到画布',
  palette: '节点面板',
  canvas: '画布',
  inspector: '属性面板',
  results: '结果',
  paletteWidth: '节点面板宽度',
  inspectorWidth: '属性面板宽度',
  dockHeight: '下方面板高度',
  presets: '预设',
  documentName: '文档名称',
  tourName: '我的第一个 GAN',
  undo: '撤销',
  redo: '重做',
  missingTitle: '页面的一部分未能加载',
  missing: '请检查网络连接后再试一次。如果仍然不行，请重新加载页面：您所做的一切都已保存。',
  themes: { auto: '跟随系统', light: '浅色', dark: '深色' },
  theme: (name, next) => `主题：${name}。切换为${next}。`,
  language: '语言',
  tabs: {
    problems: '问题',
    losses: '损失',
    samples: '样本',
    data: '数据',
    plan: '计划',
    explore: '探索',
    runs: '训练记录',
    queue: '队列',
  },
  objective: '目标图',
  document: '文档',
  labelOf: (classes) => `${classes} 类标签`,
  classes: (count) => `${count} 类`,
  scalar: '标量',
};
