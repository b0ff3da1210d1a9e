// Files and stdin opened for the readers of tables; private to this room: it needs Arrow's headers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arrow/io/interfaces.h>
#include <arrow/util/type_fwd.h>

#include <memory>
#include <string>
#include <string_view>

namespace demandcast {

using TableInput = std::shared_ptr<arrow::io::RandomAccessFile>;

/// `source` opened, "-" = all of stdin. Throws FormatError where there is no such file or it may not be read.
TableInput open_table_input(const std::string& source);

/// The bytes of `input` from its start, unpacked by `codec` unless that is null. Streams do not disturb each other.
std::shared_ptr<arrow::io::InputStream> stream_of(const TableInput& input, arrow::util::Codec* codec,
                                                  std::string_view source);

/// The first `size` bytes of such a stream, fewer where there are no more. Throws FormatError for one that is cut.
std::string head_of(const TableInput& input, std::int64_t size, arrow::util::Codec* codec, std::string_view source);

}  // namespace demandcast
