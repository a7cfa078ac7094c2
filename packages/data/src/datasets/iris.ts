import { readCsv } from '../csv/read-csv.js';
import type { Table } from '../table.js';
import { irisText } from './iris-text.js';

/**
 * Fisher's iris flowers: 150 rows, four lengths in centimetres and the column `species` (setosa, versicolor, virginica).
 * R. A. Fisher: The use of multiple measurements in taxonomic problems (1936). UCI Machine Learning Repository, doi:10.24432/C56C76,
 * CC BY 4.0.
 */
export const iris = (): Table => readCsv(irisText, { source: 'iris' });
