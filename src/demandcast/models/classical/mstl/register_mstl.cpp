// Makes MSTL known by name.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/registration.h"
#include "demandcast/models/classical/mstl/mstl_model.h"

namespace demandcast {

void register_mstl(ModelRegistry& registry) {
  register_local_model<MstlModel, MstlOptions>(
      registry, "mstl", "Seasons by loess, repeated; exponential smoothing for the rest",
      "Bandara, Hyndman & Bergmeir 2021, MSTL, arXiv:2107.13462; Cleveland et al. 1990, STL, J. Official Statistics 6");
}

}  // namespace demandcast
