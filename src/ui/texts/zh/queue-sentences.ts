/** 队列、变体，以及从检查点继续训练时的说明：英文原句与中文。 */
import type { SentenceForm } from '../sentences.ts';

export const queueSentences: readonly SentenceForm[] = [
  // 队列
  [
    'Another tab of this browser has the queue. Go on in that one, or close it first.',
    '队列正由此浏览器的另一个标签页使用。请在那个标签页中继续，或先关闭它。',
  ],
  [
    'The run is no longer in this browser. Take it out of the queue.',
    '此浏览器中已没有这次训练。请把它移出队列。',
  ],
  [
    'Its weights were removed to make room, so it cannot go on. Take it out of the queue.',
    '它的权重已被移除以腾出空间，无法继续训练。请把它移出队列。',
  ],
  [
    '"{name}" cannot be trained: its document has errors. Open it; the Problems panel lists them.',
    '无法训练“{name}”：其文档中有错误。请打开文档，“问题”面板会列出这些错误。',
  ],
  [
    '"{name}" cannot go on from step {step}: its checkpoints were removed to make room.',
    '“{name}”无法从第 {step} 步继续：它的检查点已被移除以腾出空间。',
  ],
  [
    'This run was to train on {a}, but others train on {b} beside it. Choose {c}, or wait until they have ended.',
    '这次训练应使用 {a}，但同时进行的其他训练使用 {b}。请选择 {c}，或等它们结束。',
  ],
  // 从检查点继续
  [
    '"{name}" no longer has a checkpoint of step {step}. Choose another; the Runs panel lists them.',
    '“{name}”已没有第 {step} 步的检查点。请另选一个；“训练记录”面板会列出全部检查点。',
  ],
  [
    '"{name}" is training in the queue. Pause it there first.',
    '“{name}”正在队列中训练。请先在队列中暂停它。',
  ],
  [
    'The run is no longer in this browser. The Runs panel lists those that are.',
    '此浏览器中已没有这次训练。“训练记录”面板列出了现有的训练。',
  ],
  [
    '{what} has errors. The Problems panel lists them once it is open.',
    '{what!}中有错误。打开后，“问题”面板会列出这些错误。',
  ],
  ['The document of "{name}"', '“{name}”的文档'],
  // 变体
  ['The document has no parameter "{name}".', '文档中没有参数“{name}”。'],
  ['There is no node "{node}" in {graph}.', '{graph} 中没有节点“{node}”。'],
  ['Expected 1 to {most} values, found {count}.', '应为 1 到 {most} 个取值，现为 {count} 个。'],
  [
    'Seeds are whole numbers from 0 to {most}; found {found}.',
    '种子是 0 到 {most} 之间的整数；现为 {found}。',
  ],
  ['A range needs two numbers; found {a} and {b}.', '范围需要两个数字；现为 {a} 和 {b}。'],
  [
    'A logarithmic range needs two numbers above 0; found {a} and {b}. Take a plain range.',
    '对数范围需要两个大于 0 的数字；现为 {a} 和 {b}。请用等差范围。',
  ],
  [
    'These are {count} variants; at most {most} can be made at once. Give fewer values.',
    '共有 {count} 个变体；一次最多 {most} 个。请减少取值。',
  ],
  ['Give at least one value.', '请至少给出一个取值。'],
];

export const queueWords: Readonly<Record<string, string>> = {
  'The graph': '图',
};
