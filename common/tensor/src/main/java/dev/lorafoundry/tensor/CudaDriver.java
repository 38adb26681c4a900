package dev.lorafoundry.tensor;

import com.sun.jna.Library;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;

/**
 * What is asked of the driver of NVIDIA's GPUs. It numbers devices as libtorch does: those of
 * {@code CUDA_VISIBLE_DEVICES}, in their order, slices of a GPU (MIG) with what memory they have.
 * Each answers with a code, 0 where all is well.
 *
 * <p>Names and types are those of the <a
 * href="https://docs.nvidia.com/cuda/cuda-driver-api/group__CUDA__DEVICE.html">driver API</a>.
 */
interface CudaDriver extends Library {
  int cuInit(int flags);

  int cuDeviceGet(IntByReference device, int ordinal);

  int cuDeviceTotalMem_v2(LongByReference bytes, int device);
}
