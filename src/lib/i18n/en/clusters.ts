/** Clusters. */
export const clusters = {
	unnamed: 'Unnamed cluster'
};
