/** 自动排列、浏览画布与缩略图的文字。 */
import type { layout as en } from '../en/layout.ts';
import type { Translation } from '../translation.ts';

export const layout: Translation<typeof en> = {
  arranging: '正在排列节点…',
  failed: '自动排列没有成功',
  columnsInstead: (why) =>
    `节点已改为按列简单排列。原因：${why}。撤销可恢复原来的位置；再排列一次也许能成功。`,
  leftAsItIs: (why) => `所选节点保持原样。原因：${why}。请再试一次，或手动移动节点。`,
  tools: {
    arrange: '自动排列节点',
    arrangeSelection: '自动排列所选节点',
    note: '添加便签',
    frame: '添加框',
    zoomIn: '放大',
    zoomOut: '缩小',
    fit: '显示全部',
  },
  map: {
    title: '画布缩略图',
    help: '点击或拖动可查看其他位置。键盘：方向键移动视图，+ 和 − 缩放。',
    hide: '隐藏缩略图',
    show: '显示缩略图',
  },
};
