/** 块与网络：成组、解组、使用处、改动共享内容前的提醒，以及各层之间的路径。 */
import type { structure as en } from '../en/structure.ts';
import type { Translation } from '../translation.ts';

export const structure: Translation<typeof en> = {
  cancel: '取消',
  name: '名称',
  frame: '框',
  refused: {
    title: '这些节点不能组成块',
    objective:
      '块由层组成，而层位于网络内部。在目标图上，可以用框标出属于一起的节点；需要权重的部分应放进网络。',
    nothing: '请先选择要组成块的层。',
    ends: (names) => `${names} 是本画布的输入或输出。块的端口由穿过其边界的连线自动生成。`,
    between: (names) =>
      `${names} 位于所选节点之间：所选节点的输出流入它，它又流回所选节点。不包含它，块就得先于自身运行。`,
    copyNumber: (names) =>
      `${names} 的表达式用到了 i，即当前块所在副本的编号。请先为当前块增加一个参数，在使用处由 i 设定，再改用该参数名。`,
    nameTaken: (name) => `已有名为“${name}”的块。`,
    nameWrong: '名称以字母开头，后接字母、数字、“_”或“-”。',
    parameterName: (name) =>
      name === ''
        ? '每个选中的参数都需要名称。'
        : `“${name}”不能用作参数名：它已被占用，或不能出现在表达式中。`,
    leaveOut: '排除它们后成组',
    takeIn: '一并选入后成组',
    frame: '改为加一个框',
  },
  ungroup: {
    title: '无法解组',
    noBlock: '请选择一个块的使用节点：它的层将取而代之。',
    repeat: (repeat) => `“${repeat}”的副本数取决于外层块的使用处。请先在那里写一个数字。`,
    tooMany: (copies, count) =>
      `${copies} 个副本共 ${count} 个节点，超出一张画布的合理容量。请减少重复次数，或保留在块中。`,
    readsAround: (node, parameter) =>
      `${node} 使用的块从外部读取“${parameter}”。请先给那个块增加参数“${parameter}”。`,
    tooLong: (node) => `${node} 的某个表达式会超过允许的长度。请先缩短使用处给出的表达式。`,
    copies: (count, repeat) => `现在有 ${count} 个副本，其数量不再随“${repeat}”变化。`,
    gone: (name) => `这是 ${name} 的最后一处使用，块已一并删除。撤销可恢复。`,
    done: '已解组',
  },
  repeat: {
    ports: (inputs, outputs) =>
      `副本由一个输出接到一个输入串联；这里有 ${inputs} 个输入、${outputs} 个输出。请选择只有一进一出的部分。`,
    doesNotFit: (reason) => `副本之间无法衔接：${reason}`,
  },
  unique: {
    action: '改为独立副本',
    done: (node, name) => `${node} 现在独占 ${name}。`,
    title: '独立副本',
  },
  network: {
    title: '由所选层建立网络',
    done: (name) => `网络 ${name} 是所选层的副本。请在目标图上应用它：可从大纲中拖过去。`,
  },
  shared: {
    notice: (count, copies, where) =>
      copies > count
        ? `${where} 中 ${count} 处使用（共 ${copies} 个副本），修改全部生效`
        : `${where} 中 ${count} 处使用，修改全部生效`,
    network: (count) => `应用 ${count} 次并共享权重，修改全部生效`,
    canvases: (count) => `${count} 张画布`,
    label: '共享',
    hide: '隐藏此提示',
    asIn: (way) => `形状取自 ${way}。可改看另一处使用。`,
    choose: '按使用处显示',
    copies: '按副本显示',
    copy: (number) => `第 ${number} 个副本`,
    copyOf: (way, number, all) => `${way}（第 ${number} 个副本，共 ${all} 个）`,
  },
  uses: {
    heading: '使用处',
    none: '尚未使用。可从大纲拖到画布上。',
    runs: '对其求梯度',
    trains: '训练它',
    copies: (repeat) => `× ${repeat}`,
    show: (node, graph) => `显示 ${graph} 中的 ${node}`,
  },
  remove: {
    title: (name) => `删除 ${name}？`,
    ports: (names) => `删除端口 ${names}？`,
    intro: '它正在被使用。以下内容将一并删除：',
    readers: '以下表达式引用了它，删除后将无法求值：',
    node: (node, graph) => `${graph} 上的 ${node} 及其连线`,
    runs: (node) => `${node} 所需的网络：请在那里另选一个`,
    trains: (node) => `${node} 的训练对象中的这一项`,
    wire: (node, port, graph) => `${graph} 上 ${node} 的端口 ${port} 的连线`,
    more: (count) => `以及另外 ${count} 项`,
    undo: '撤销可恢复全部内容。',
    confirm: '删除',
    network: '删除此网络',
    block: '删除此块',
    duplicate: '复制一份',
  },
  way: {
    label: '层级',
    siblings: (name) => `改去 ${name} 以外的地方`,
    networks: '网络',
    blocks: '块',
    usedIn: (name) => `${name} 中使用的`,
    entered: (node) => `经由 ${node} 进入`,
  },
};
