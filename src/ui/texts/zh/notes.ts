/** 画布上的便签与框架。 */
import type { notes as source } from '../en/notes.ts';
import type { Translation } from '../translation.ts';

export const notes: Translation<typeof source> = {
  fresh: { note: '便签', frame: '框架' },
  label: { note: (text) => `便签：${text}`, frame: (text) => `框架：${text}` },
  text: '便签内容（Markdown）；清空即删除',
  hint: '**加粗**、*强调*、`代码`、# 标题、- 列表、[链接](https://…)。Ctrl Enter 保存，Esc 放弃。',
  edit: '编辑文字',
  remove: '删除此便签',
  colors: {
    yellow: '黄色',
    gray: '灰色',
    blue: '蓝色',
    green: '绿色',
    violet: '紫色',
    red: '红色',
  },
};
