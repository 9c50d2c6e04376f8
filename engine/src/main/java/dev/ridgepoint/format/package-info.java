/** How weights and caches are stored: block formats, and the policies that choose one for each tensor. */
package dev.ridgepoint.format;
