// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice The public register of credit models. A model is known by the hash of its file, is announced before assessments may name it,
/// can be retired at once and is never erased.
interface IModels {
    /// @param schemaHash Hash of the schema that says what its inputs are.
    /// @param bindsAt From when an assessment may name it.
    /// @param retiredAt 0 while it is in use.
    /// @param uri Where the file is to be had; its hash says whether it is the one.
    struct Model {
        bytes32 schemaHash;
        uint40 announcedAt;
        uint40 bindsAt;
        uint40 retiredAt;
        string uri;
    }

    event ModelAnnounced(
        bytes32 indexed modelHash, bytes32 indexed schemaHash, string uri, uint40 announcedAt, uint40 bindsAt
    );
    event ModelRetired(bytes32 indexed modelHash, uint40 retiredAt);

    error ModelKnown(bytes32 modelHash, uint256 announcedAt);
    error ModelUnknown(bytes32 modelHash);
    error ModelNotBinding(bytes32 modelHash, uint256 bindsAt);
    error ModelOutOfUse(bytes32 modelHash, uint256 retiredAt);

    // Governor

    /// @notice Registers a model; it binds after the notice period. A hash is announced once, whatever became of it.
    function announceModel(bytes32 modelHash, bytes32 schemaHash, string calldata uri) external;
    /// @notice Takes a model out of use at once and for good. What was assessed by it stays as it is.
    function retireModel(bytes32 modelHash) external;

    // Views

    /// @notice Seconds between a model's announcement and its first use.
    function modelNoticePeriod() external view returns (uint256);
    function model(bytes32 modelHash) external view returns (Model memory);
    function modelCount() external view returns (uint256);
    /// @notice Hashes in the order of their announcement, from 0.
    function modelAt(uint256 index) external view returns (bytes32 modelHash);
}
