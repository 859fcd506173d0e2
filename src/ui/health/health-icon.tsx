/** A pulse: what is found while a run trains, apart from problems of the document. */
import { icon } from '../icon.tsx';

export const HealthIcon = icon(<path d="M1.5 8.5H4l1.8-5 3.2 9 2-5.5.9 1.5h2.6" />);
