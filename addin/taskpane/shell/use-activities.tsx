import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import { Activities, type Activity } from './activities.ts';

const Context = createContext<Activities | null>(null);

export function ActivitiesProvider({ children }: { children: ReactNode }) {
  const [activities] = useState(() => new Activities());
  return <Context.Provider value={activities}>{children}</Context.Provider>;
}

export function useActivities(): Activities {
  const activities = useContext(Context);
  if (!activities) throw new Error('no ActivitiesProvider above');
  return activities;
}

export function useActivityList(): readonly Activity[] {
  const activities = useActivities();
  return useSyncExternalStore(activities.subscribe, activities.all);
}

/** The activity with this id while it runs, or null. */
export function useRunning(id: number | null): Activity | null {
  return useActivityList().find((activity) => activity.id === id && activity.state === 'running') ?? null;
}
