/**
 * How the starter model was made: its layout, the training of the autoencoder, then of the text
 * encoder and the U-Net, and the packing into one file. Programs for a terminal.
 */
@NullMarked
package dev.lorafoundry.startermodel.making;

import org.jspecify.annotations.NullMarked;
