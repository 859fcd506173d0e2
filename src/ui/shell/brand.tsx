/** The mark and the name. */
import classes from './shell.module.css';

export function Brand() {
  return (
    <div className={classes.brand}>
      <img src="/icon.svg" alt="" width={22} height={22} />
      Ganvas
    </div>
  );
}
