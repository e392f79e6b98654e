/**
 * Whether scans can be read on this machine: tesseract with its Chinese model, and the image libraries. Asks anew at each
 * call: somebody may have installed them since.
 */
export async function canReadScans(): Promise<boolean> {
  const [{ look }, { loadImaging }] = await Promise.all([
    import('./readers/scan/engine.ts'),
    import('./readers/scan/imaging.ts'),
  ])
  return (await look('tesseract')) !== null && (await loadImaging()) !== null
}
