/**
 * What can be told of RooflineBench (arXiv 2602.11506v3) from its own tables: its roofs, its points, and measurements that disagree with them or with one
 * another.
 */
package dev.ridgepoint.reexamination;
