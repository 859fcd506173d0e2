/** 存档与带走训练时的说明：英文原句与中文。 */
import type { SentenceForm } from '../sentences.ts';

export const takeAwaySentences: readonly SentenceForm[] = [
  [
    '"{file}" was not taken, and nothing of it is kept: {why}. Download or copy it again, or have it written anew.',
    '未采用“{file}”，也没有保留其中任何内容：{why!}。请重新下载或复制，或重新生成。',
  ],
  [
    '"{file}" is cut short, so nothing of it was taken. Download or copy it again.',
    '“{file}”被截断，没有采用其中任何内容。请重新下载或复制。',
  ],
  [
    '"{file}" is no archive of a run: {name} is missing. Choose a file that Ganvas wrote as .ganvas.zip.',
    '“{file}”不是训练存档：缺少 {name}。请选择由 Ganvas 生成的 .ganvas.zip 文件。',
  ],
  [
    '"{file}" is no archive of a run: its {name} is of another kind. Choose a file that Ganvas wrote as .ganvas.zip.',
    '“{file}”不是训练存档：其 {name} 属于其他类型。请选择由 Ganvas 生成的 .ganvas.zip 文件。',
  ],
  [
    '"{file}" was written by a newer Ganvas (form {a}, this one reads {b}). Reload the page, or install the newer one, and try again.',
    '“{file}”由更新版本的 Ganvas 生成（格式 {a}，当前版本可读 {b}）。请重新加载页面或安装新版本后再试。',
  ],
  [
    '"{file}" was not taken: this version of Ganvas finds errors in its document ({why}). Its document.json can be opened by itself, and be mended.',
    '未采用“{file}”：此版本的 Ganvas 在其文档中发现错误（{why!}）。可以单独打开其中的 document.json 并修正。',
  ],
  [
    '"{file}" was not taken: its weights of step {step} belong to other networks, losses or optimizers than its document has. Have it written anew.',
    '未采用“{file}”：其第 {step} 步的权重所属的网络、损失或优化器与其文档不符。请重新生成。',
  ],
  ['its losses cannot be read: {why}', '无法读取其中的损失：{why!}'],
  ['expected the columns {columns}, found {found}', '应为列 {columns}，实际为 {found}'],
  ['they break off in the middle of a line', '内容在一行中间中断'],
  [
    'expected a step after {step} and {n} numbers, found {found}',
    '应为第 {step} 步之后的步数和 {n} 个数值，实际为 {found}',
  ],
  ['expected a number in step {step}, found {found}', '第 {step} 步应为数值，实际为 {found}'],
  ['it names the same sheet or step twice', '同一样本图或步数出现了两次'],
  [
    'its record stands at step {a}, its newest weights at {b}',
    '其记录停在第 {a} 步，最新的权重却在第 {b} 步',
  ],
  ['it has {n} bytes, and no archive of a run has as many', '它有 {n} 字节，训练存档不会这么大'],
  [
    'it holds {n} files, and no run has more than {most}',
    '它含有 {n} 个文件，训练不会超过 {most} 个',
  ],
  ['it holds two files of one name', '它含有两个同名文件'],
  ['it lists a file twice', '其清单中有文件重复'],
  ['it holds "{name}", which its list does not name', '它含有清单之外的“{name}”'],
  ['it would unpack to {n} bytes, and no run is as large', '解压后会有 {n} 字节，训练不会这么大'],
  ['"{name}" is missing', '缺少“{name}”'],
  ['"{name}" has {a} bytes, where the list says {b}', '“{name}”有 {a} 字节，清单上是 {b}'],
  [
    '"{name}" is not what was written: its checksum differs from the list\'s',
    '“{name}”与写入时不同：校验和与清单不符',
  ],
  ['nothing says what "{name}" is for', '没有说明“{name}”的用途'],
  ['its {name} is not JSON', '其 {name} 不是 JSON'],
  [
    'its {name} cannot be read: "{place}" is not what it should be',
    '无法读取其 {name}：“{place}”不符合要求',
  ],
  ['its {name} cannot be read: it is of another form', '无法读取其 {name}：格式不符'],
  ['its {name} cannot be read: {why}', '无法读取其 {name}：{why!}'],
  ['"{path}" is no picture of a size that sheets have', '“{path}”不是样本图大小的图片'],
  [
    '"{path}" has {n} bytes, where {m} numbers take {k}',
    '“{path}”有 {n} 字节，而 {m} 个数值需要 {k}',
  ],
  ['"{path}" is of step {a}, where the list says {b}', '“{path}”属于第 {a} 步，清单上是第 {b} 步'],
  [
    '"{path}" would unpack to {n} bytes, and at most {most} are taken',
    '“{path}”解压后会有 {n} 字节，最多只接受 {most}',
  ],
  [
    'The weights of step {step} of "{name}" can no longer be read, so the archive was not written. Choose the newest weights alone, or another run.',
    '“{name}”第 {step} 步的权重已无法读取，因此没有写入存档。请只选择最新的权重，或选择别的训练。',
  ],
  [
    'The weights of "{name}" take {n} GB, and an archive holds less than {most}. Choose the newest weights alone.',
    '“{name}”的权重占 {n} GB，而存档必须小于 {most} GB。请只选择最新的权重。',
  ],
  [
    '"{name}" has {n} sheets, and an archive holds at most {most} files.',
    '“{name}”有 {n} 张样本图，而存档最多容纳 {most} 个文件。',
  ],
  [
    'The run is no longer in this browser; it was deleted, perhaps in another tab. Choose another run.',
    '此浏览器中已没有这次训练；它已被删除，可能是在另一个标签页中。请选择别的训练。',
  ],
  [
    'The run is not in this browser; it was deleted, or never stored. Choose another run.',
    '此浏览器中没有这次训练；它已被删除，或从未保存。请选择别的训练。',
  ],
  [
    '"{name}" has shown no sheets yet, so there is nothing to play. Train it until the Samples panel has some.',
    '“{name}”还没有样本图，没有可播放的内容。请训练到“样本”面板中出现样本图为止。',
  ],
  [
    'Nothing has been trained yet. Train the graph, then take its run away.',
    '还没有训练过。请先训练计算图，再带走训练。',
  ],
  [
    'This version of Ganvas finds errors in the document of "{name}". Open its document to see them.',
    '此版本的 Ganvas 在“{name}”的文档中发现错误。请打开其文档查看。',
  ],
  [
    'Could not go on with the run: its data "{name}" did not come with it, and "{node}" has other data. Drop {files} on "{node}" and press Resume; with other data, start a new run.',
    '无法继续训练：它的数据“{name}”没有一同带来，而“{node}”读取的是别的数据。请把 {files} 拖放到“{node}”上再按“继续”；若使用别的数据，请开始新的训练。',
  ],
];
