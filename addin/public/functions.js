// Excel asks for the script of worksheet functions by name. Ours run in the pane's page (shared runtime), which defines them.
void 'taskpane.html';
