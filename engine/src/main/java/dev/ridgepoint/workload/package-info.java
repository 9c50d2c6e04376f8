/** A model lowered to the operators of a pass, each with its FLOPs and bytes. */
package dev.ridgepoint.workload;
