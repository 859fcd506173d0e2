/** 连线、端口，以及松开连线时打开的菜单。 */
import type { wiring as source } from '../en/wiring.ts';
import type { Translation } from '../translation.ts';

export const wiring: Translation<typeof source> = {
  fitsNot: (kind, from, to) => `${kind} 放不进 ${from} 到 ${to} 的连线，因此单独放置。`,
  notConnected: '未连接',
  unreadable: '无法读取此图，请查看“问题”面板。',
  bothOutputs: '连线应从输出连到输入；这两个都是输出。',
  bothInputs: '连线应从输出连到输入；这两个都是输入。',
  nothingFits: (node) => `${node} 没有适合这条连线的端口。`,
  carrying: '请选择连线的另一端；按 Esc 放弃。',
  ports: {
    input: (name, type) => `输入 ${name}，接受${type}`,
    output: (name, type) => `输出 ${name}，给出${type}`,
    inputHint: (name, type, help) => `${name}：接受${type}。${help}`,
    optionalHint: (name, type, help) => `${name}：接受${type}，可不连接。${help}`,
    outputHint: (name, type, help) => `${name}：给出${type}。${help}`,
    notConnected: '未连接',
  },
  types: {
    image: '图像',
    vector: '向量',
    tensor: '张量',
    label: '标签',
    loss: '损失',
  },
  menu: {
    label: '在这条连线上添加节点',
    search: '搜索可连接的节点',
    whatTakes: (type) => `接受此${type}的节点`,
    whatGives: (type) => `给出此${type}的节点`,
    none: '没有同名且适合这条连线的节点。',
    through: '穿过层级',
    newOutput: (graph) => `为 ${graph} 新建输出`,
    newInput: (graph) => `为 ${graph} 新建输入`,
    because: (text) => `又称 ${text}`,
  },
  portMenu: {
    label: (node) => `连接到 ${node}`,
    connect: (port) => `连接到 ${port}`,
    replace: (port) => `替换 ${port} 的现有输入`,
    grow: '添加一个输入',
    growLoss: '添加一项损失',
    growRow: '添加一行',
    addInput: (graph, port) => `为 ${graph} 添加输入“${port}”`,
  },
  levels: {
    label: (port, level) => `将 ${port} 引到 ${level}`,
    search: '搜索端口',
    whereTo: (port) => `${port} 接到哪里？`,
    whereFrom: (port) => `${port} 由什么输入？`,
    none: '那里没有以此为名且能接这条连线的端口。',
    on: (level) => `${level} 上`,
    without: '暂不连线',
    onlyOutput: (graph) => `仅为 ${graph} 新建输出`,
    onlyInput: (graph) => `仅为 ${graph} 新建输入`,
    replaces: (from) => `替换 ${from}`,
    grown: (node) => `为 ${node} 添加一个输入`,
    inside: (graph) => `经新端口进入 ${graph} 内部`,
    leadIn: (port) => `引到 ${port}`,
    through: (graph) => `经 ${graph} 的新端口`,
    drop: (level) => `在此松开，将连线引到 ${level}`,
    unused: (graph, above) =>
      `${above} 没有使用 ${graph}，连线无法引到那里。请先把 ${graph} 放到 ${above} 上。`,
    chained: (node, graph) =>
      `${graph} 上的 ${node} 把多份副本首尾相接，每份只有一个输入和一个输出，容不下更多端口。请先把重复次数改为一次，或先解散此块。`,
    lossStays: '损失只在目标图上：网络和块都没有容纳它的端口。',
    labelStays: '标签可以进入网络或块，但只有张量能够离开。',
  },
  settings: {
    dragSelects: {
      label: '拖动框选',
      hint: '在空白处拖动即可框选（W）。按住空格、鼠标中键或双指可平移；点按会加入所选内容。未开启时，按住 Shift 拖动框选，按住 Alt 拖动移出。',
      on: '在空白处拖动将框选',
      off: '在空白处拖动将平移',
    },
    snapsToGrid: {
      label: '对齐网格',
      hint: '拖动时对齐网格（Alt S）。按住 Ctrl 可临时切换；未开启时显示对齐参考线。',
      on: '拖动时对齐网格',
      off: '拖动时对齐参考线',
    },
    boxContains: {
      on: '框选只选中完全位于框内的内容',
      off: '框选会选中与框相交的内容',
    },
  },
};
