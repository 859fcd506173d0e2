/** 从检查点继续：同一次训练、它的分支，或换一张图。 */
import type { forks as en } from '../en/forks.ts';
import type { Translation } from '../translation.ts';

export const forks: Translation<typeof en> = {
  goOn: (step) => `从第 ${step} 步继续`,
  goOnNewest: '继续这次训练，结果与从未中断完全一致',
  goOnOlder: '从这里开始一次新的训练，结果完全一致；原训练之后的内容保留不变',
  fork: (step) => `把第 ${step} 步的权重用于当前的图`,
  title: (name, step) => `把“${name}”第 ${step} 步的权重用于当前的图`,
  reading: '正在检查哪些权重适用…',
  help: (document) =>
    `“${document}”的一次新训练将从这一步开始。类型与权重形状都没有变化的层会保留已学到的内容。`,
  exact: '全部适用，包括各优化器的状态：训练将完全一致地继续。',
  kept: (count) => `保留 ${count} 个权重`,
  fresh: (count) => `${count} 个权重由种子重新初始化`,
  none: '无',
  from: (name) => `原为 ${name}`,
  isNew: '新增',
  reshaped: (before, after) => `原为 ${before}，现为 ${after}`,
  changed: '所在的层已改变',
  freshSteps: (names) => `以下优化器从头开始：${names}。`,
  nothingKept: '这次训练没有任何权重适用于当前的图：将与全新的训练一样开始。',
  atEnd: (step) => `图中最多训练 ${step} 步，这次训练已经完成。请先在训练设置中增加步数。`,
  begin: '开始训练',
  cancel: '取消',
  noRun: '当前文档没有带检查点的训练。请在“训练记录”面板中选择一次训练。',
};
