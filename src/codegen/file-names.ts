/** Names that the files of an export import or define themselves, which nothing of the document may take. */

/** What `train.py` may import from `support.py`. */
export const SUPPORT: readonly string[] = (
  'Average Log OptimizerStep Precision Processes Term by_class constant cosine draw_scatter draw_sheet expect_state exponential ' +
  'frozen_statistics linear load_network load_optimizer network_tensors optimizer_tensors random_state ' +
  'read_checkpoint read_safetensors run_together save_checkpoint set_iteration set_random_state showing piecewise ' +
  'write_safetensors'
).split(' ');

/** What `train.py` may import from `data.py`. */
export const DATA: readonly string[] = ['Feed', 'Images', 'ImageTransform', 'Points'];

/** What both files import from elsewhere, and what `train.py` defines. */
const OTHERS =
  'Any Callable Dict Iterable Iterator List Mapping Optional Sequence Tuple Union Image Path Tensor Module Parameter ' +
  'argparse annotations cached_property math torch nn F Batch Experiment build main parse_arguments positive';

export const FILE_NAMES: ReadonlySet<string> = new Set([...SUPPORT, ...DATA, ...OTHERS.split(' ')]);
