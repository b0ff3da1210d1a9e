// An artifact as the bytes of a safetensors file, and back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "demandcast/forecast/artifact.h"

namespace demandcast {

/// 8 bytes with the header's length, a JSON header, the arrays without holes
/// [https://github.com/huggingface/safetensors]. "numbers/NAME" is F64, "integers/NAME" I64, "words/NAME" U64,
/// "floats/NAME" F32, "codes/NAME" U16, each [value]; texts are "texts/NAME/bytes", U8, all texts one after another,
/// and "texts/NAME/offsets", I64 [text + 1], where each begins. Arrays start at multiples of their elements' bytes.
/// Throws FormatError when a name is not UTF-8.
std::string to_safetensors(const Artifact& artifact);

/// Undoes `to_safetensors`. `place` is the file's name for messages. Words and codes stay where they are in `bytes`
/// where `keeper` keeps those alive, and are copied without one; all else is copied. Throws FormatError naming the
/// array: a header that is cut or malformed, a dtype other than the name's, arrays with holes, overlaps or beyond the
/// file's end.
Artifact from_safetensors(std::string_view bytes, const std::string& place,
                          const std::shared_ptr<const void>& keeper = nullptr);

}  // namespace demandcast
