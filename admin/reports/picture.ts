/** Saves a chart as a PNG picture at twice its size on the screen. */
const scale = 2

/** Draws `svg` on `background` and hands the picture to the browser as a download named `name`. */
export async function savePicture(svg: SVGSVGElement, name: string, background: string): Promise<void> {
  const { width, height } = svg.getBoundingClientRect()
  const copy = svg.cloneNode(true) as SVGSVGElement
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.style.fontFamily = getComputedStyle(svg).fontFamily
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * scale
  canvas.height = height * scale
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = background
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.scale(scale, scale)
  context.drawImage(image, 0, 0, width, height)
  const link = document.createElement('a')
  link.download = `${name}.png`
  link.href = canvas.toDataURL('image/png')
  link.click()
}
