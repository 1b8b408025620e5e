// The wasm peer: copies the input into its memory, then runs units and reads the answer.
const binary = new URL("./peer.wasm", import.meta.url);

export async function open() {
  const module = await WebAssembly.compile(await (await fetch(binary)).arrayBuffer());
  // The app's browser parts are linked in and never called: what they would import is left empty.
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind === "function") (imports[from] ??= {})[name] = () => { throw new Error(`${name} has no place here`); };
  }
  const instance = await WebAssembly.instantiate(module, imports);
  const core = instance.exports;
  const workload = (number) => (spec) => {
    const at = core.input(spec.flat.length);
    new Float64Array(core.memory.buffer, at, spec.flat.length).set(spec.flat);
    if (!core.setup(number)) throw new Error(`there is no workload ${number}`);
    return {
      run: (units) => core.run(units),
      check() {
        const length = core.check();
        return Array.from(new Float64Array(core.memory.buffer, core.answer(), length));
      },
    };
  };
  return { W1: workload(1), W2: workload(2), W3: workload(3), W4: workload(4) };
}
