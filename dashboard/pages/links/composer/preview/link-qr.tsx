import { useEffect, useRef } from 'react'

/** The QR code of a link as it will be, drawn on a canvas; the library is loaded when the first one shows. */
export function LinkQr({ text, label }: { text: string; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let isGone = false
    void import('qrcode').then(({ toCanvas }) => {
      if (!isGone && canvas.current !== null) void toCanvas(canvas.current, text, { width: 168, margin: 3 })
    })
    return () => {
      isGone = true
    }
  }, [text])
  return (
    <canvas
      ref={canvas}
      width={168}
      height={168}
      role="img"
      aria-label={label}
      style={{ borderRadius: 8, background: '#fff' }}
    />
  )
}
