import { useEffect, useRef } from 'react'

/** A text as a QR code, drawn on a canvas; the library is loaded when the first one shows. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let isGone = false
    void import('qrcode').then(({ toCanvas }) => {
      if (!isGone && canvas.current !== null) void toCanvas(canvas.current, text, { width: 200, margin: 3 })
    })
    return () => {
      isGone = true
    }
  }, [text])
  return (
    <canvas
      ref={canvas}
      width={200}
      height={200}
      role="img"
      aria-label={label}
      style={{ alignSelf: 'center', borderRadius: 8, background: '#fff' }}
    />
  )
}
