/** stub for now */
export default function ImportPage() {
  return null
}
