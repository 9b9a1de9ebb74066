import Vips from 'wasm-vips'

let loading: Promise<typeof Vips> | undefined

/**
 * libvips in this thread, which it blocks while it works: load it on one of its own. It is WebAssembly, because the library
 * itself brings a GLib that clashes with that of Electron's windows on Linux; so a hostile file meets no native code either.
 */
export function loadLibvips(): Promise<typeof Vips> {
  loading ??= load()
  return loading
}

async function load(): Promise<typeof Vips> {
  const vips = await Vips({
    // Decoders for formats that the studio does not read.
    dynamicLibraries: [],
    preRun: (library) => {
      // What is wrong with a picture is thrown, not printed.
      library.ENV.VIPS_WARNING = 'off'
    },
  })
  vips.concurrency(1)
  // Nothing is asked for twice.
  vips.Cache.max(0)
  vips.blockUntrusted(true)
  return vips
}
