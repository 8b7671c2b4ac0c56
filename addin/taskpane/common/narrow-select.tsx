import { makeStyles, Select, type SelectProps } from '@fluentui/react-components';

const useStyles = makeStyles({
  // A native list is as wide as its longest entry, unless it is told not to be.
  root: { minWidth: 0, maxWidth: '100%', '& select': { minWidth: 0, width: '100%', textOverflow: 'ellipsis' } },
});

/** A native list of choices that keeps to the width of the pane. */
export function NarrowSelect(props: Omit<SelectProps, 'className'>) {
  return <Select className={useStyles().root} {...props} />;
}
