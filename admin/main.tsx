/** Starts the panel in the browser. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Gate } from './Gate.tsx'

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <Gate />
    </StrictMode>,
  )
