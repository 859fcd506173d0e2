declare module 'virtual:ganvas-layers' {
  /** The text of `ganvas-layers.js`. */
  const text: string;
  export default text;
}
