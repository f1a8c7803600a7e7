declare module '@alexaltea/capstone-js' {
  const load: import('./capstone').LoadModule
  export default load
}
