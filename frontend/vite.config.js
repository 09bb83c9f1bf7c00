import { defineConfig } from "vite";

// Entry points are named in templates by the `{% asset %}` tags through the manifest,
// so a file name with its hash never appears outside the build.
export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../src/zhongshu/apps/shell/static/shell/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: {
        main: "src/main.js",
        editor: "src/editor.js",
        compare: "src/compare.js",
        bpmn: "src/bpmn.js",
        seats: "src/seats.js",
        during: "src/during.js",
        webauthn: "src/webauthn.js",
        failure: "src/styles/failure.css",
      },
    },
  },
  css: {
    preprocessorOptions: { scss: { quietDeps: true, loadPaths: ["node_modules"] } },
  },
});
