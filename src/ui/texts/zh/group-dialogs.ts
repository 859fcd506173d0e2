/** 分组、重复与查找相同结构的对话框。 */
import type { groupDialogs as en } from '../en/group-dialogs.ts';
import type { Translation } from '../translation.ts';

export const groupDialogs: Translation<typeof en> = {
  group: {
    title: '组成块',
    repeatTitle: '重复所选节点',
    intro: (layers, inputs, outputs) =>
      `${layers} 个节点将成为一个块，有 ${inputs}、${outputs}。计算内容保持不变。`,
    inputs: (count) => `${count} 个输入`,
    outputs: (count) => `${count} 个输出`,
    numbers: '每处使用可以设定的数值',
    number: (label, value, count) =>
      count === 1 ? `${label}：${value}` : `${label}：${value}（${count} 个节点）`,
    parameterName: (label) => `“${label}”的参数名`,
    done: '组成块',
    repeatDone: '重复',
  },
  equal: {
    heading: '别处也有相同的结构',
    would: (count) => `另有 ${count} 处只有这些数值不同。把它们设为参数，那里也能使用此块。`,
    all: (count) => (count === 1 ? '那里也改用此块' : `${count} 处全部改用此块`),
    place: (nodes, graph) => `${graph} 中的 ${nodes}`,
    more: (nodes, left) => `${nodes} 等（另有 ${left} 个）`,
    title: (block) => `在相同之处使用 ${block}`,
    intro: (block) =>
      `这些地方的层和连线与 ${block} 相同。它们将由此块的使用代替，计算内容保持不变。`,
    none: (block) =>
      `文档中没有别处与 ${block} 的连线相同。只有名称、位置和此块参数所设的数值不同的地方，才算相同。`,
    done: '替换',
  },
  repeat: {
    title: (name) => `重复 ${name}`,
    times: '副本数',
    help: '数字或表达式。每个副本的输出送入下一个，各有自己的权重；参数中可以使用副本编号 i（从 0 开始）。',
    once: '不重复',
    done: '重复',
    wrong: '应为 0 到 1000 的整数，或求值为整数的表达式。',
  },
};
