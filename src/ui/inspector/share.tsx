/** How much of its network a node is: a bar and the percentage. */
import classes from './facts.module.css';

interface ShareProps {
  readonly part: number;
  readonly whole: number;
  /** Of what, for those who hear the page. */
  readonly of: string;
}

export function Share({ part, whole, of }: ShareProps) {
  if (whole <= 0 || part <= 0 || part > whole) return null;
  const percent = (100 * part) / whole;
  const text = percent < 1 ? '< 1 %' : `${Math.round(percent)} %`;
  return (
    <div className={classes.share} title={`${text} ${of}`}>
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} style={{ width: `${percent}%` }} />
      </span>
      <span>
        {text}
        <span className={classes.unseen}> {of}</span>
      </span>
    </div>
  );
}
