/** 存储空间的自动处理。 */
import type { storageNews as en } from '../en/storage-news.ts';
import type { Translation } from '../translation.ts';

export const storageNews: Translation<typeof en> = {
  madeRoomTitle: '浏览器存储空间不足',
  madeRoom: (runs, size) =>
    `为保存训练结果，已删除较早的检查点（${size}）：${runs}。这些训练已显示的结果仍然保留。`,
  ofRun: (name, count) => `“${name}”的 ${count} 个检查点`,
  ofRunLast: (name) => `“${name}”的最后一个检查点，该训练无法继续`,
  more: '释放更多…',
  damagedTitle: '检查点已损坏',
  damaged: (name, step) => `“${name}”第 ${step} 步的检查点无法读取，已原样保留。`,
  instead: (name, step, instead) =>
    `“${name}”第 ${step} 步的检查点无法读取：训练从第 ${instead} 步继续。`,
};
