import React, { useState } from 'react';

interface Props {
  title: string;
}

export const Card: React.FC<Props> = ({ title }) => {
  const [open, setOpen] = useState(false);
  return (
    <Panel onClick={() => setOpen(!open)}>
      <Header title={title} />
    </Panel>
  );
};
