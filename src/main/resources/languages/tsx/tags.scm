; TSX. Node names of tree-sitter-typescript 0.23.2 (tsx).
;include typescript
;include shared/jsx
