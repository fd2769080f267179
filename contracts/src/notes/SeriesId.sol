// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice A series id tells its issuer and its currency, so that neither has to be read from storage.
/// High to low: 16 bits issuer index, 160 bits currency, 80 bits number.
library SeriesId {
    function encode(uint256 issuerIndex, address currency, uint256 number) internal pure returns (uint256) {
        return (issuerIndex << 240) | (uint256(uint160(currency)) << 80) | number;
    }

    function issuerIndexOf(uint256 id) internal pure returns (uint16) {
        return uint16(id >> 240);
    }

    function currencyOf(uint256 id) internal pure returns (address) {
        return address(uint160(id >> 80));
    }

    function haveOneCurrency(uint256 id, uint256 otherId) internal pure returns (bool) {
        return (id ^ otherId) << 16 < 1 << 96;
    }

    function numberOf(uint256 id) internal pure returns (uint80) {
        return uint80(id);
    }
}
