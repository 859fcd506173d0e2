/** 以列表显示的图：列、行与操作。 */
import type { list as en } from '../en/list.ts';
import type { Translation } from '../translation.ts';

export const list: Translation<typeof en> = {
  label: '列表形式的图',
  table: (level) => `${level} 的节点`,
  hint: '方向键移动，→ 展开节点的端口，Enter 进入节点或重新连接端口，Delete 删除，F2 重命名，C 连接',
  empty: '这里还没有节点。在节点面板中搜索，按 Enter 添加。',
  add: '添加节点',
  asCanvas: '显示画布',
  expandAll: '展开所有端口',
  collapseAll: '收起所有端口',
  sortBy: (column) => `按${column}排序`,
  columns: {
    order: '顺序',
    id: '标识',
    kind: '类型',
    gives: '输出',
    parameters: '参数量',
    cost: '乘加次数',
    problems: '问题',
  },
  input: (name) => `输入 ${name}`,
  output: (name) => `输出 ${name}`,
  fedBy: (source) => `来自 ${source}`,
  open: '未连接',
  openOptional: '未连接（可选）',
  feeds: (targets) => `接到 ${targets}`,
  unread: '没有节点读取',
  rewire: (port) => `选择 ${port} 的输入来源`,
  lead: (port) => `连接 ${port}`,
  goInto: (name) => `进入 ${name}`,
  none: '–',
  ports: (node) => `${node} 的端口`,
};
