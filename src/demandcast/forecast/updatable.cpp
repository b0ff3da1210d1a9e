// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/updatable.h"

namespace demandcast {

Updatable::~Updatable() = default;

}  // namespace demandcast
